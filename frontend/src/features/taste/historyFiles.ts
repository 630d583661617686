export const mostFiles = 30;
export const mostBytes = 100_000_000;

/** Why these files cannot be sent in one go; empty when they can. */
export function refuse(files: readonly File[]): string {
  if (files.length === 0) {
    return "There is no file among what was dropped";
  }
  if (files.length > mostFiles) {
    return `These are ${files.length} files`;
  }
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return bytes > mostBytes ? `These files have ${Math.ceil(bytes / 1_000_000)} MB together` : "";
}
