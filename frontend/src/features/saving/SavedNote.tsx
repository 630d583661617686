import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import type { SavedPlaylist } from "@/api/generated/model";
import { ExternalLink } from "@/components/ui/ExternalLink";
import { Icon } from "@/components/ui/Icon";

const names = new Intl.ListFormat("en");

/** Where the list is on Spotify, and what of it is not there. */
export function SavedNote({ saved }: { saved: SavedPlaylist }) {
  const { not_found, waiting } = saved;
  return (
    <Box data-testid="saved" sx={frame}>
      <Typography sx={{ display: "flex", flexWrap: "wrap", columnGap: 1.5, alignItems: "center" }}>
        <Box component="span" sx={{ minWidth: 0 }}>
          <Icon name="check" sx={{ color: "success.main", verticalAlign: "middle", mr: 0.75 }} />
          On Spotify as <strong>{saved.name}</strong>, {songs(saved.songs)},{" "}
          {saved.public ? "on your profile" : "not on your profile"}.
        </Box>
        <ExternalLink href={saved.spotify_url} isTarget={true}>
          Open the playlist in Spotify
        </ExternalLink>
      </Typography>
      {waiting > 0 && (
        <Typography sx={{ color: "text.secondary" }} variant="body2">
          {songs(waiting)} of your own {waiting === 1 ? "has" : "have"} not been looked up on
          Spotify yet: save again to go on with {waiting === 1 ? "it" : "them"}.
        </Typography>
      )}
      {not_found.length > 0 && (
        <>
          <Typography sx={{ mt: 0.5 }} variant="body2">
            Not found on Spotify, so not in the playlist:
          </Typography>
          <Box aria-label="Songs not found on Spotify" component="ul" sx={list}>
            {not_found.map(({ position, title, artists }) => (
              <li key={position}>
                {position}. {title}, {names.format(artists)}
              </li>
            ))}
          </Box>
        </>
      )}
    </Box>
  );
}

function songs(number: number): string {
  return number === 1 ? "one song" : `${number} songs`;
}

/** Below the buttons that it stands among. */
const frame = {
  order: 1,
  flexBasis: "100%",
  borderLeft: 4,
  borderColor: "success.main",
  pl: 1.5,
  overflowWrap: "anywhere",
} as const;
const list = {
  listStyle: "none",
  m: 0,
  p: 0,
  typography: "body2",
  color: "text.secondary",
} as const;
