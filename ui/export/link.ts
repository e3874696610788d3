/**
 * A comparison as a link: its file's text, packed into the part of the address that no browser sends anywhere. Links come from
 * strangers, so that everything is limited before anything is unpacked or read.
 */
import { OPENS } from '../shell/routes';

/** No link longer than this is made or read: mail programs and chats cut longer ones. */
export const LONGEST_LINK = 8000;
/** A packed comparison never unpacks to more than this, in bytes; a hostile one could, a thousand times over. */
export const LARGEST_UNPACKED = 512 * 1024;

/** A link, or why there is none. */
export type MadeLink = { ok: true; link: string } | { ok: false; length: number };

/**
 * Make the link that opens a comparison.
 *
 * @param text the comparison file's text, without spaces that nobody needs
 * @param page address of the page; a hash in it is replaced
 */
export async function makeLink(text: string, page: string): Promise<MadeLink> {
  const packed = toBase64Url(await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw')));
  const link = page.replace(/#.*$/s, '') + OPENS + packed;
  return link.length > LONGEST_LINK ? { ok: false, length: link.length } : { ok: true, link };
}

/** A link's text, or why it cannot be used. */
export type ReadLink = { ok: true; text: string } | { ok: false; message: string };

const BROKEN = 'The link is not whole: mail programs sometimes cut or change one. Copy it again, or ask for the file.';

/** Unpack what stands in a link. The text is untrusted still. */
export async function readLink(packed: string): Promise<ReadLink> {
  if (packed.length > LONGEST_LINK) {
    const message =
      `The link has ${packed.length.toLocaleString('en-GB')} characters and was not read; at most ` +
      `${LONGEST_LINK.toLocaleString('en-GB')} are. Ask for the comparison as a file.`;
    return { ok: false, message };
  }
  if (!/^[A-Za-z0-9_-]+$/.test(packed)) return { ok: false, message: BROKEN };
  try {
    const bytes = await through(fromBase64Url(packed), new DecompressionStream('deflate-raw'), LARGEST_UNPACKED);
    if (!bytes) return { ok: false, message: 'The link holds far more than a comparison needs, and was not read.' };
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    // Not base64url, not packed in this way, cut short, or not text.
    return { ok: false, message: BROKEN };
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: GenericTransformStream,
): Promise<Uint8Array<ArrayBuffer>>;
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: GenericTransformStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined>;
async function through(bytes: Uint8Array<ArrayBuffer>, stream: GenericTransformStream, most = Infinity) {
  const reader = new Blob([bytes])
    .stream()
    .pipeThrough(stream as TransformStream<BufferSource, Uint8Array>)
    .getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      // Nothing more is unpacked.
      await reader.cancel();
      return undefined;
    }
    chunks.push(value as Uint8Array<ArrayBuffer>);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}
