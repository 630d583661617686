import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import { describeAffect } from "./reading";

interface AffectPlotProps {
  /** In [-1, 1]: unpleasant to pleasant. */
  valence: number;
  /** In [-1, 1]: calm to lively. */
  arousal: number;
  colour: string;
}

const digits = new Intl.NumberFormat("en", {
  signDisplay: "exceptZero",
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** With a true minus sign, as wide as the plus. */
function signed(value: number): string {
  return digits.format(value).replace("-", "−");
}

/** Valence and arousal as one point: the further right the more pleasant, the higher the livelier. */
export function AffectPlot({ valence, arousal, colour }: AffectPlotProps) {
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 2, alignItems: "center" }}>
      <Box
        aria-hidden="true"
        component="svg"
        sx={{ width: 108, height: 108, color: "text.secondary", flexShrink: 0 }}
        viewBox="-1.15 -1.15 2.3 2.3"
      >
        <circle cx="0" cy="0" fill="none" r="1.1" stroke="currentColor" strokeWidth="0.02" />
        <path
          d="M-1.100 0h2.200M0-1.100v2.200"
          opacity="0.5"
          stroke="currentColor"
          strokeWidth="0.02"
        />
        <circle cx={valence * 0.78} cy={-arousal * 0.78} r="0.13" style={{ fill: colour }} />
      </Box>
      <Box sx={{ flex: "1 1 12em" }}>
        <Typography>Reads as {describeAffect(valence, arousal)}</Typography>
        <Typography sx={{ color: "text.secondary" }} variant="body2">
          Valence {signed(valence)} (unpleasant to pleasant), arousal {signed(arousal)} (calm to
          lively), each from −1 to +1.
        </Typography>
      </Box>
    </Box>
  );
}
