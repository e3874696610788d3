/**
 * Files packed into one ZIP archive, by the browser's own compression (PKWARE's APPNOTE 6.3.10, §4.3). Packed piece by piece with
 * pauses between, so that a large one never holds the page up.
 */
import { pause } from '../state/pause';

/** One file of an archive: its text or bytes, in pieces of any size. */
export interface ZipEntry {
  /** Path within the archive, of letters, digits, `/`, `.`, `_`, `[` and `]`. */
  name: string;
  content: Iterable<string | Uint8Array<ArrayBuffer>>;
}

/** Characters or bytes that are packed between two pauses. */
const PIECE = 32 * 1024;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
/** 1 January 1980, the earliest date there is: the same content gives the same archive. */
const DATE = 0x0021;

/** CRC-32 of bytes, going on from that of the bytes before them. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  for (const byte of bytes) crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 0xff];
  return ~crc >>> 0;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** Pack files into an archive of this type. */
export async function zip(entries: readonly ZipEntry[], type = 'application/zip'): Promise<Blob> {
  const parts: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let offset = 0;
  let directorySize = 0;
  for (const { name, content } of entries) {
    const { packed, crc, size } = await pack(content);
    const path = new TextEncoder().encode(name);
    const common = [20, UTF8_NAMES, DEFLATED, 0, DATE];
    const sizes = [crc, packed.size, size];
    const head = record([[0x04034b50], common, sizes, [path.length, 0]]);
    parts.push(head, path, packed);
    const entry = record([[0x02014b50], [20, ...common], sizes, [path.length, 0, 0, 0, 0], [0, offset]]);
    directory.push(entry, path);
    offset += head.length + path.length + packed.size;
    directorySize += entry.length + path.length;
  }
  const end = record([[0x06054b50], [0, 0, entries.length, entries.length], [directorySize, offset], [0]]);
  return new Blob([...parts, ...directory, end], { type });
}

/** Numbers as they stand in an archive, lowest byte first: groups of four bytes and of two in turn. */
function record(groups: readonly (readonly number[])[]): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  groups.forEach((group, i) => {
    for (const value of group) {
      const length = i % 2 === 0 ? 4 : 2;
      for (let k = 0; k < length; k += 1) bytes.push((value >>> (8 * k)) & 0xff);
    }
  });
  return Uint8Array.from(bytes);
}

async function pack(content: ZipEntry['content']): Promise<{ packed: Blob; crc: number; size: number }> {
  const stream = new CompressionStream('deflate-raw');
  const writer = stream.writable.getWriter();
  const packed = new Response(stream.readable).blob();
  let crc = 0;
  let size = 0;
  const write = async (bytes: Uint8Array<ArrayBuffer>) => {
    crc = crc32(bytes, crc);
    size += bytes.length;
    await writer.write(bytes);
    await pause();
  };
  let waiting = '';
  for (const piece of content) {
    if (typeof piece !== 'string') {
      await write(piece);
      continue;
    }
    waiting += piece;
    if (waiting.length < PIECE) continue;
    await write(new TextEncoder().encode(waiting));
    waiting = '';
  }
  if (waiting !== '') await write(new TextEncoder().encode(waiting));
  await writer.close();
  return { packed: await packed, crc, size };
}
