import Box from "@mui/material/Box";
import Link from "@mui/material/Link";

import type { SpotifyState } from "@/api/generated/model";

/** Says on every page, and all the time, that this is not Spotify. */
export function SimulatorBanner({ state }: { state: SpotifyState | undefined }) {
  if (state?.simulated !== true) {
    return null;
  }
  return (
    <Box aria-label="About this Spotify" component="aside" sx={strip}>
      <strong>Simulated Spotify.</strong>{" "}
      <Box component="span" sx={{ display: { xs: "none", sm: "inline" } }}>
        Accounts, songs and sound are stand-ins.
      </Box>{" "}
      <Link
        color="inherit"
        href={new URL(state.embed_url).origin}
        rel="noopener noreferrer"
        target="_blank"
      >
        Its switches
      </Link>
    </Box>
  );
}

const strip = {
  position: "sticky",
  top: 0,
  zIndex: 3,
  px: 2,
  py: 0.5,
  typography: "body2",
  textAlign: "center",
  color: "background.default",
  bgcolor: "text.primary",
} as const;
