/** Reads archives for tests, by other means than those they were written with. */
import { crc32, inflateRawSync } from 'node:zlib';

/** Files of an archive by name, found by its directory; sizes and checksums are checked. */
export async function unzip(archive: Blob): Promise<Map<string, string>> {
  const bytes = Buffer.from(await archive.arrayBuffer());
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let i = bytes.readUInt16LE(end + 10); i > 0; i -= 1) {
    if (bytes.toString('latin1', at, at + 4) !== 'PK\x01\x02') throw new Error('no entry of the directory');
    const [crc, packedSize, size] = [16, 20, 24].map((offset) => bytes.readUInt32LE(at + offset));
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    if (bytes.toString('latin1', local, local + 4) !== 'PK\x03\x04') throw new Error('no file at its place');
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = inflateRawSync(bytes.subarray(start, start + packedSize));
    if (content.length !== size) throw new Error(`${name} has ${content.length} bytes instead of ${size}`);
    if (checksum(content) !== crc) throw new Error(`${name} has another checksum`);
    files.set(name, content.toString('utf8'));
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}

/** Bit by bit, where this version of Node has no function for it. */
function checksum(content: Buffer): number {
  if (typeof crc32 === 'function') return crc32(content);
  let crc = 0xffffffff;
  for (const byte of content) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
