import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import { ExternalLink } from "@/components/ui/ExternalLink";
import type { PlayedTrack, PlayingSong } from "./engine";

interface NowPlayingProps {
  /** What Spotify says; null before it says anything. */
  song: PlayingSong | null;
  /** The list's song, if it is one. */
  track: PlayedTrack | undefined;
  total: number;
}

/** The song that plays, with Spotify's picture as it is and the way back to Spotify. */
export function NowPlaying({ song, track, total }: NowPlayingProps) {
  const spotifyUrl = song?.spotifyUrl ?? track?.spotify_url ?? null;
  return (
    <Box sx={{ display: "flex", gap: 1.5, flex: 1, minWidth: 0 }}>
      {song?.imageUrl ? (
        <Box alt="" component="img" src={song.imageUrl} sx={picture} />
      ) : (
        <Box aria-hidden sx={{ ...picture, bgcolor: "divider" }} />
      )}
      <Box sx={{ minWidth: 0 }}>
        <Typography noWrap sx={{ fontWeight: 600 }}>
          {song?.title ?? track?.title ?? "Not a song"}
        </Typography>
        <Typography noWrap sx={{ color: "text.secondary" }} variant="body2">
          {(song?.artists ?? track?.artists ?? []).join(", ")}
        </Typography>
        <Typography
          component="div"
          sx={{ display: "flex", flexWrap: "wrap", columnGap: 1.5, whiteSpace: "nowrap" }}
          variant="body2"
        >
          {track !== undefined && (
            <span>
              {track.position} of {total}
            </span>
          )}
          {spotifyUrl !== null && <ExternalLink href={spotifyUrl}>Open in Spotify</ExternalLink>}
        </Typography>
      </Box>
    </Box>
  );
}

/** Spotify's rules: neither cropped nor covered, corners hardly rounded. */
const picture = {
  width: 72,
  height: 72,
  flexShrink: 0,
  objectFit: "contain",
  borderRadius: "4px",
} as const;
