/** Files that a person opens: size and kind are settled here, content by a worker. */

/** No file above this size is read. */
export const LARGEST_FILE = 5 * 1024 * 1024;

/** What a file seems to be, before anything is validated. */
export type OpenedFile =
  | { ok: true; kind: 'scenario' | 'change' | 'comparison'; name: string; text: string }
  | { ok: false; name: string; message: string };

const megabytes = (bytes: number) =>
  (bytes / 1024 / 1024).toLocaleString('en-GB', { maximumFractionDigits: bytes < 20e6 ? 1 : 0 });

/** Read a file if it is small enough, and tell by its outer fields what it is meant to be. */
export async function openFile(file: File): Promise<OpenedFile> {
  const { name, size } = file;
  if (size > LARGEST_FILE) {
    const message =
      `The file is ${megabytes(size)} MB and was not read. A Headroom file has at most ${megabytes(LARGEST_FILE)} MB; ` +
      'choose a scenario, change or comparison file, or take out what is not needed.';
    return { ok: false, name, message };
  }
  if (size === 0) {
    return { ok: false, name, message: 'The file is empty. Choose a scenario, change or comparison file in JSON.' };
  }
  try {
    const text = (await file.text()).replace(/^\uFEFF/, '');
    return { ok: true, kind: kindOf(text), name, text };
  } catch {
    return { ok: false, name, message: 'The file could not be read. It may have been moved; choose it again.' };
  }
}

/** Tell by characteristic fields what a text is meant to be; anything unclear is taken for a scenario. */
export function kindOf(text: string): 'scenario' | 'change' | 'comparison' {
  if (/"kind"\s*:\s*"headroom-comparison"/.test(text.slice(0, 400))) return 'comparison';
  const isChange = /"operations"\s*:/.test(text) && !/"services"\s*:\s*\{/.test(text);
  return isChange ? 'change' : 'scenario';
}
