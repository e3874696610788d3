/** Saving one picture. In a chunk of its own: fetched when the first is saved. */
import type { Picture } from '../charts/picture';
import { download, fileNameFrom } from './download';
import { pngOf } from './picture-png';
import { pictureSvg } from './picture-svg';

/** Offer a picture for saving, with its title, units and source. */
export async function savePicture(picture: Picture, format: 'PNG' | 'SVG', source: string): Promise<void> {
  const svg = pictureSvg(picture, { source });
  if (format === 'SVG') download(fileNameFrom(picture.title, 'svg'), svg, 'image/svg+xml');
  else download(fileNameFrom(picture.title, 'png'), await pngOf(svg), 'image/png');
}
