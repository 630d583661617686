import Box from "@mui/material/Box";

interface PopularityMeterProps {
  /** From 0 to 100, as Spotify counts it. */
  popularity: number;
}

const steps = [0, 20, 40, 60, 80];

/** Five strokes, filled as far as the song is known, and the number. */
export function PopularityMeter({ popularity }: PopularityMeterProps) {
  return (
    <Box
      aria-label={`Popularity ${popularity} of 100`}
      role="img"
      sx={{ display: "inline-flex", alignItems: "flex-end", gap: "2px", whiteSpace: "nowrap" }}
      title={`Popularity ${popularity} of 100`}
    >
      {steps.map((step, index) => (
        <Box
          key={step}
          sx={{ width: 4, bgcolor: "currentColor" }}
          style={{ height: 5 + index * 2, opacity: popularity > step ? 1 : 0.25 }}
        />
      ))}
      <Box component="span" sx={{ ml: 0.75, lineHeight: 1, fontVariantNumeric: "tabular-nums" }}>
        {popularity}
      </Box>
    </Box>
  );
}
