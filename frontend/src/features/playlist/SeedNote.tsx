import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useState } from "react";

import type { Seeds } from "@/api/generated/model";
import { joinNames } from "./format";

const shownFirst = 5;
const whence = ", drawn from what you like.";

/** Which of the listener's artists and songs this list was based on: the first, on request all. */
export function SeedNote({ seeds }: { seeds: Seeds }) {
  const [isWhole, setWhole] = useState(false);
  const songs = seeds.songs.map(({ title, artists }) => `“${title}” by ${joinNames(artists)}`);
  const parts = [...seeds.artists, ...songs];
  if (parts.length === 0) {
    return null;
  }
  const first = parts.slice(0, shownFirst).join(", ");
  const rest = parts.length - shownFirst;
  // One more is no longer than the words for it.
  const isLong = rest > 1;
  return (
    <Typography data-testid="seeds">
      <strong>Based on</strong>{" "}
      {isLong && !isWhole ? `${first}, and ` : `${joinNames(parts)}${whence} `}
      {isLong && (
        <Link
          aria-expanded={isWhole}
          component="button"
          onClick={() => setWhole(!isWhole)}
          sx={inLine}
          type="button"
        >
          {isWhole ? "Show fewer" : `${rest} more`}
        </Link>
      )}
      {isLong && !isWhole && whence}
    </Typography>
  );
}

const inLine = { font: "inherit", verticalAlign: "baseline" } as const;
