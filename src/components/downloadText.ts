type MediaType = 'application/json' | 'application/yaml' | 'text/csv' | 'text/markdown';

/** Lets the browser save a text as a file. */
export function downloadText(text: string, fileName: string, mediaType: MediaType): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${mediaType};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has begun to read by now in all engines but Safari, which needs a moment.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
