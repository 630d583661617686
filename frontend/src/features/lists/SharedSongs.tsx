import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import type { SharedSong } from "@/api/generated/model";
import { ExternalLink } from "@/components/ui/ExternalLink";
import { ruledList, ruledRow } from "@/components/ui/rows";

const names = new Intl.ListFormat("en");

/** The songs of a list that somebody shares: names, and links where there are any. */
export function SharedSongs({ songs }: { songs: readonly SharedSong[] }) {
  return (
    <Box aria-label="Shared songs" component="ol" sx={ruledList}>
      {songs.map((song) => (
        <Box component="li" data-testid="song" key={song.position} sx={row}>
          <Typography aria-hidden component="span" sx={{ color: "primary.main" }} variant="h3">
            {song.position}
          </Typography>
          <Box sx={{ minWidth: 0, flex: 1 }}>
            <Typography component="h3" variant="h4">
              {song.title}
            </Typography>
            <Typography>
              {names.format(song.artists)}
              {song.album !== null && (
                <Box component="span" sx={{ color: "text.secondary" }}>
                  {" "}
                  · {song.album}
                </Box>
              )}
              {song.explicit && (
                <Box component="span" sx={{ color: "text.secondary" }}>
                  {" "}
                  · explicit
                </Box>
              )}
            </Typography>
          </Box>
          {song.spotify_url === null ? (
            <Typography sx={{ color: "text.secondary" }} variant="body2">
              From the sender's own files
            </Typography>
          ) : (
            <ExternalLink
              href={song.spotify_url}
              isTarget={true}
              label={`Open in Spotify: ${song.title}`}
            >
              Open in Spotify
            </ExternalLink>
          )}
        </Box>
      ))}
    </Box>
  );
}

const row = {
  ...ruledRow,
  flexWrap: "wrap",
  gap: 2,
  py: 1.25,
  "& > span": { minWidth: "1.6em", textAlign: "right" },
} as const;
