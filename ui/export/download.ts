/** Hands something to the person as a file. Nothing leaves the browser. */

/** Offer a text or a blob for saving under a name. */
export function download(name: string, content: string | Blob, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // After the browser has taken hold of it.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A file name of letters, digits and dashes. */
export function fileNameFrom(title: string, ending: string): string {
  const stem = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${stem || 'headroom'}.${ending}`;
}
