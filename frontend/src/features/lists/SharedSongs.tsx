import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";

import type { SharedSong } from "@/api/generated/model";
import { Icon } from "@/components/ui/Icon";

const names = new Intl.ListFormat("en");

/** The songs of a list that somebody shares: names, and links where there are any. */
export function SharedSongs({ songs }: { songs: readonly SharedSong[] }) {
  return (
    <Box aria-label="Shared songs" component="ol" sx={list}>
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
            <Link
              aria-label={`Open in Spotify: ${song.title}`}
              href={song.spotify_url}
              rel="noopener noreferrer"
              sx={{ display: "inline-flex", alignItems: "center", gap: 0.5, minHeight: 44 }}
              target="_blank"
            >
              Open in Spotify <Icon name="external" sx={{ fontSize: 15 }} />
            </Link>
          )}
        </Box>
      ))}
    </Box>
  );
}

const list = { listStyle: "none", m: 0, p: 0, borderTop: 1, borderColor: "divider" } as const;
const row = {
  display: "flex",
  flexWrap: "wrap",
  gap: 2,
  alignItems: "center",
  py: 1.25,
  borderBottom: 1,
  borderColor: "divider",
  "& > span": { minWidth: "1.6em", textAlign: "right" },
} as const;
