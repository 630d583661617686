import Typography from "@mui/material/Typography";

import type { Seeds } from "@/api/generated/model";
import { joinNames } from "./format";

/** Which of the listener's artists and songs this list was based on. */
export function SeedNote({ seeds }: { seeds: Seeds }) {
  const songs = seeds.songs.map(({ title, artists }) => `“${title}” by ${joinNames(artists)}`);
  const parts = [...seeds.artists, ...songs];
  if (parts.length === 0) {
    return null;
  }
  return (
    <Typography data-testid="seeds">
      <strong>Based on</strong> {joinNames(parts)}, drawn from what you like.
    </Typography>
  );
}
