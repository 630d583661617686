import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import type { Term } from "@/api/generated/model";
import { Disclosure } from "@/components/ui/Disclosure";
import { describeTerm, points, termLabel } from "./terms";

interface TermBarsProps {
  title: string;
  terms: readonly Term[];
  /** In [0, 1]; the terms sum up to it. */
  score: number;
}

/** What a song's score is made of: a bar as long as a term counts, filled as far as it holds. */
export function TermBars({ title, terms, score }: TermBarsProps) {
  const longest = Math.max(...terms.map(({ weight }) => Math.abs(weight)), 0.01);
  return (
    <Disclosure summary="Score" words={points(score)}>
      <Box aria-label={`What the score of ${title} is made of`} component="ul" sx={list}>
        {terms.filter(counts).map((term) => (
          <Box component="li" key={term.feature} sx={row}>
            <Typography variant="body2">{termLabel(term.feature)}</Typography>
            <Typography sx={figures} variant="body2">
              {points(term.contribution)} of {points(term.weight)}
            </Typography>
            <Box
              aria-hidden
              sx={bar}
              style={{ width: `${(Math.abs(term.weight) / longest) * 100}%` }}
            >
              <Box
                sx={{ height: "100%", bgcolor: "primary.main" }}
                style={{ width: `${share(term) * 100}%` }}
              />
            </Box>
            <Typography sx={{ ...quiet, gridColumn: "1 / -1" }} variant="body2">
              {describeTerm(term)}
            </Typography>
          </Box>
        ))}
      </Box>
      <Typography sx={quiet} variant="body2">
        Together {points(score)} of 100: how well the song fits what was asked for, wish by wish.
      </Typography>
    </Disclosure>
  );
}

/** A wish that was not made has a term without weight. */
function counts({ weight, contribution }: Term): boolean {
  return weight !== 0 || contribution !== 0;
}

function share({ contribution, weight }: Term): number {
  return weight === 0 ? 0 : Math.min(1, Math.abs(contribution / weight));
}

const list = {
  listStyle: "none",
  m: 0,
  mb: 1,
  p: 0,
  display: "grid",
  gap: 1,
  maxWidth: 420,
} as const;
const row = {
  display: "grid",
  gridTemplateColumns: "minmax(0, 1fr) auto",
  columnGap: 1.5,
  alignItems: "center",
} as const;
const bar = {
  gridColumn: "1 / -1",
  height: 8,
  my: 0.5,
  bgcolor: "action.selected",
  minWidth: 4,
} as const;
const figures = { textAlign: "right", fontVariantNumeric: "tabular-nums" } as const;
const quiet = { color: "text.secondary", fontSize: "0.8rem" } as const;
