/** "3:07" */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

const names = new Intl.ListFormat("en", { style: "long", type: "conjunction" });

/** "Ella Fitzgerald and Louis Armstrong" */
export function joinNames(parts: readonly string[]): string {
  return names.format(parts);
}
