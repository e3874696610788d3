/** Keys of entities: stable text ids turned into integers. */

/**
 * Hash a stable id ('source.gp', 'post.amhp-3') to the key of its random streams. Equal text gives the equal key on
 * every machine. Two of 1,000 ids share a key with probability 2·10^-4; they would then share their streams.
 *
 * FNV-1a over UTF-16 code units, finished by a murmur3-type mixer, because FNV leaves the last characters in the low
 * bits. The result has 31 bits, -2^30 to 2^30 - 1: what V8 keeps as a small integer on every platform.
 *
 * @param text Any text; the empty text has a key too.
 */
export function hashText(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return hash >> 1;
}
