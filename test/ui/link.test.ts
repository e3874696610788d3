/** Links: what goes in comes out, and nothing hostile gets further than a message. */
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LARGEST_UNPACKED, LONGEST_LINK, makeLink, readLink } from '../../ui/export/link';
import { OPENS, routeOf } from '../../ui/shell/routes';

const PAGE = 'https://example.org/headroom/';
const packedIn = (link: string) => link.slice(link.indexOf(OPENS) + OPENS.length);

async function pack(text: string): Promise<string> {
  const made = await makeLink(text, PAGE);
  if (!made.ok) throw new Error(`${made.length} characters`);
  return packedIn(made.link);
}

describe('a link', () => {
  it('gives back what it was made of, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 400 }), async (text) => {
        expect(await readLink(await pack(text))).toEqual({ ok: true, text });
      }),
      { numRuns: 60, seed: 6 },
    );
  });

  it('takes the place of the hash, holds only what an address may hold, and is shorter than its text', async () => {
    const text = JSON.stringify(
      Array.from({ length: 200 }, (_, i) => ({ id: `scenario-${i % 7}`, changes: ['a', 'b'] })),
    );
    const made = await makeLink(text, `${PAGE}#/compare`);
    expect(made).toMatchObject({ ok: true });
    const { link } = made as { link: string };
    expect(link).toMatch(/^https:\/\/example\.org\/headroom\/#\/open\/[A-Za-z0-9_-]+$/);
    expect(link.length).toBeLessThan(text.length / 4);
    expect(routeOf('#/open/abc')).toBe('compare');
  });

  it('is not made when it would be too long, address included', async () => {
    let noise = '';
    for (let i = 0, x = 1; i < LONGEST_LINK; i += 1) {
      x = (x * 48271) % 2147483647;
      noise += String.fromCharCode(33 + (x % 90));
    }
    const made = await makeLink(noise, PAGE);
    expect(made.ok).toBe(false);
    expect((made as { length: number }).length).toBeGreaterThan(LONGEST_LINK);
    const fits = await makeLink('short', `https://example.org/${'x'.repeat(LONGEST_LINK)}/`);
    expect(fits.ok).toBe(false);
  });
});

describe('a link that is not one of ours', () => {
  const base64url = (bytes: Buffer) => bytes.toString('base64url');
  const bomb = base64url(deflateRawSync(Buffer.alloc(5e6, 'a'), { level: 9 }));

  it.each([
    ['is empty', '', /not whole/],
    ['holds other characters', 'abc%2F<script>', /not whole/],
    ['is not packed', base64url(Buffer.from('{"kind":"headroom-comparison"}')), /not whole/],
    [
      'is cut short',
      base64url(deflateRawSync(Buffer.from('a text of some length, twice: a text of some length'))).slice(0, -9),
      /not whole/,
    ],
    ['is not text', base64url(deflateRawSync(Buffer.from([0xff, 0xfe, 0x80]))), /not whole/],
    ['unpacks to a thousand times its size', bomb, /far more than a comparison needs/],
    ['is too long', 'a'.repeat(LONGEST_LINK + 1), /8,001 characters and was not read/],
  ])('and %s is refused in words', async (_what, packed, message) => {
    const read = await readLink(packed);
    expect(read.ok).toBe(false);
    expect((read as { message: string }).message).toMatch(message);
  });

  it('was tried at a size that would have been read, but for what it unpacks to', () => {
    expect(bomb.length).toBeLessThan(LONGEST_LINK);
    expect(5e6).toBeGreaterThan(LARGEST_UNPACKED);
  });
});
