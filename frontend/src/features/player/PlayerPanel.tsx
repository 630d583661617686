import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Typography from "@mui/material/Typography";

import type { PlaylistTrack } from "@/api/generated/model";
import { Icon, type IconName } from "@/components/ui/Icon";

interface PlayerPanelProps {
  tracks: readonly PlaylistTrack[];
  /** Position (from 1) of the song whose player is open; null keeps Spotify out of the page. */
  position: number | null;
  onMove: (position: number) => void;
  onClose: () => void;
}

/** Spotify's own player for one song at a time. Its frame is made only after a click on play. */
export function PlayerPanel({ tracks, position, onMove, onClose }: PlayerPanelProps) {
  const track = tracks.find((candidate) => candidate.position === position);
  if (track === undefined) {
    return (
      <Box sx={{ display: { xs: "none", md: "block" } }}>
        <Typography variant="h3">Player</Typography>
        <Typography sx={{ color: "text.secondary", mt: 1 }} variant="body2">
          Press play beside a song to open Spotify's player here. Only then is anything loaded from
          Spotify; without an account there it plays a preview.
        </Typography>
      </Box>
    );
  }
  return (
    <Box aria-label="Player" component="aside">
      <Box sx={{ display: "flex", alignItems: "center" }}>
        <Typography noWrap sx={{ flex: 1, minWidth: 0 }} variant="subtitle2">
          {track.position} of {tracks.length}: {track.title}
        </Typography>
        <Control
          disabled={track.position <= 1}
          icon="previous"
          label="Previous song"
          onClick={() => onMove(track.position - 1)}
        />
        <Control
          disabled={track.position >= tracks.length}
          icon="next"
          label="Next song"
          onClick={() => onMove(track.position + 1)}
        />
        <Control icon="close" label="Close the player" onClick={onClose} />
      </Box>
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
    </Box>
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
