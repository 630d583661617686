import type { Genre } from "@/api/generated/model";

/** Family by family in their order, then by name; families that are not listed come last. */
export function inFamilies(genres: readonly Genre[], families: readonly string[]): Genre[] {
  const place = (family: string) => {
    const found = families.indexOf(family);
    return found < 0 ? families.length : found;
  };
  return [...genres].sort(
    (a, b) =>
      place(a.family) - place(b.family) ||
      a.family.localeCompare(b.family) ||
      a.name.localeCompare(b.name),
  );
}

/**
 * Genres whose name or family holds what was typed. Names that begin so come first, "pop" before
 * "k-pop", and their family before the others, so that no family is shown twice.
 */
export function findGenres(genres: readonly Genre[], inputValue: string): Genre[] {
  const typed = inputValue.trim().toLowerCase();
  const begins = ({ name }: Genre) => name.toLowerCase().startsWith(typed);
  const found = genres.filter(
    (genre) =>
      genre.name.toLowerCase().includes(typed) ||
      familyLabel(genre.family).toLowerCase().includes(typed),
  );
  const families = [...new Set([...found.filter(begins), ...found].map(({ family }) => family))];
  return families.flatMap((family) => {
    const members = found.filter((genre) => genre.family === family);
    return [...members.filter(begins), ...members.filter((genre) => !begins(genre))];
  });
}

/** "folk-and-songwriters" as "Folk and songwriters". */
export function familyLabel(family: string): string {
  const words = family.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** One list out of two; a genre that both have counts its songs together. */
export function together(some: readonly Genre[], others: readonly Genre[]): Genre[] {
  const all = new Map(some.map((genre) => [genre.name, genre]));
  for (const genre of others) {
    const known = all.get(genre.name);
    all.set(genre.name, known ? { ...known, tracks: known.tracks + genre.tracks } : genre);
  }
  return [...all.values()];
}
