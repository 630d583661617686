import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import { emotions } from "@/api/emotions";
import type { Probabilities } from "@/api/generated/model";
import { expressionColour, expressionLabel, percent } from "@/components/ui/expression";

interface ProbabilityBarsProps {
  probabilities: Probabilities;
}

/** Seven bars in the labels' own order, each in its expression's colour. */
export function ProbabilityBars({ probabilities }: ProbabilityBarsProps) {
  const highest = Math.max(...emotions.map((emotion) => probabilities[emotion]));
  return (
    <Box aria-label="How probable each expression is" component="ul" sx={list}>
      {emotions.map((emotion) => {
        const share = probabilities[emotion];
        const weight = share === highest ? 700 : 400;
        return (
          <Box component="li" key={emotion} sx={row}>
            <Typography sx={{ fontWeight: weight }} variant="body2">
              {expressionLabel(emotion)}
            </Typography>
            <Box aria-hidden sx={{ height: 12, bgcolor: "action.hover" }}>
              <Box
                sx={{ height: "100%", transition: "width 400ms ease-out" }}
                style={{
                  width: `${Math.max(share * 100, 0.6)}%`,
                  backgroundColor: expressionColour(emotion),
                }}
              />
            </Box>
            <Typography
              sx={{ fontWeight: weight, textAlign: "right", fontVariantNumeric: "tabular-nums" }}
              variant="body2"
            >
              {percent(share)}
            </Typography>
          </Box>
        );
      })}
    </Box>
  );
}

const list = { listStyle: "none", m: 0, p: 0, display: "grid", gap: 0.75 } as const;
const row = {
  display: "grid",
  gridTemplateColumns: "5.5em 1fr 3.5em",
  gap: 1.5,
  alignItems: "center",
} as const;
