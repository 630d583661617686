import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Typography from "@mui/material/Typography";

import type { PlaylistTrack } from "@/api/generated/model";
import { hearingOf, isOwn } from "@/api/hearing";
import { Icon, type IconName } from "@/components/ui/Icon";
import { OwnPlayer } from "./OwnPlayer";

export type PlayedTrack = Pick<
  PlaylistTrack,
  "position" | "track_id" | "title" | "audio_url" | "spotify_url"
>;

interface PlayerPanelProps {
  tracks: readonly PlayedTrack[];
  /** Position (from 1) of the song whose player is open; null keeps Spotify out of the page. */
  position: number | null;
  onMove: (position: number) => void;
  onClose: () => void;
}

/** One song at a time: a list with own files in the page's player, any other in Spotify's. */
export function PlayerPanel({ tracks, position, onMove, onClose }: PlayerPanelProps) {
  const played = tracks.filter((track) => ["page", "spotify"].includes(hearingOf(track, tracks)));
  const index = played.findIndex((track) => track.position === position);
  const track = played[index];
  if (track === undefined) {
    return <Closed isOwn={tracks.some(isOwn)} />;
  }
  const before = played[index - 1];
  const after = played[index + 1];
  return (
    <Box aria-label="Player" component="aside">
      <Box sx={{ display: "flex", alignItems: "center" }}>
        <Typography noWrap sx={{ flex: 1, minWidth: 0 }} variant="subtitle2">
          {track.position} of {tracks.length}: {track.title}
        </Typography>
        <Control
          disabled={before === undefined}
          icon="previous"
          label="Previous song"
          onClick={() => before !== undefined && onMove(before.position)}
        />
        <Control
          disabled={after === undefined}
          icon="next"
          label="Next song"
          onClick={() => after !== undefined && onMove(after.position)}
        />
        <Control icon="close" label="Close the player" onClick={onClose} />
      </Box>
      {track.audio_url === null ? (
        <SpotifyPlayer track={track} />
      ) : (
        <OwnPlayer
          key={track.track_id}
          onEnd={() => after !== undefined && onMove(after.position)}
          title={track.title}
          url={track.audio_url}
        />
      )}
    </Box>
  );
}

function Closed({ isOwn: hasOwn }: { isOwn: boolean }) {
  return (
    <Box sx={{ display: { xs: "none", md: "block" } }}>
      <Typography variant="h3">Player</Typography>
      <Typography sx={{ color: "text.secondary", mt: 1 }} variant="body2">
        {hasOwn
          ? "Press play beside one of your own songs to hear it here; the next one follows by itself."
          : "Press play beside a song to open Spotify's player here. Only then is anything loaded from Spotify; without an account there it plays a preview."}
      </Typography>
    </Box>
  );
}

/** Spotify's own player. Its frame is made only after a click on play. */
function SpotifyPlayer({ track }: { track: PlayedTrack }) {
  return (
    <Box
      allow="autoplay; clipboard-write; encrypted-media; fullscreen; picture-in-picture"
      component="iframe"
      key={track.track_id}
      src={`https://open.spotify.com/embed/track/${encodeURIComponent(track.track_id)}`}
      sx={{
        display: "block",
        width: "100%",
        height: { xs: 80, md: 352 },
        border: 0,
        borderRadius: 1.5,
      }}
      title={`Spotify player: ${track.title}`}
    />
  );
}

interface ControlProps {
  icon: IconName;
  label: string;
  disabled?: boolean;
  onClick: () => void;
}

function Control({ icon, label, disabled = false, onClick }: ControlProps) {
  return (
    <IconButton aria-label={label} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </IconButton>
  );
}
