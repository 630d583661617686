import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";

import type { PlaylistTrack } from "@/api/generated/model";
import { type Hearing, isOwn } from "@/api/hearing";
import { ExternalLink } from "@/components/ui/ExternalLink";
import { Icon } from "@/components/ui/Icon";
import { formatDuration, joinNames } from "./format";
import { PopularityMeter } from "./PopularityMeter";
import { TermBars } from "./TermBars";

interface SongRowProps {
  track: PlaylistTrack;
  hearing: Hearing;
  isCurrent: boolean;
  /** Whether it sounds at this moment. */
  isPlaying: boolean;
  /** Plays it, or pauses it while it sounds. */
  onPlay: () => void;
  /** What one can say of the song. */
  actions: ReactNode;
}

/** One line of the programme: number, title and artists, why, and how to hear it. */
export function SongRow({ track, hearing, isCurrent, isPlaying, onPlay, actions }: SongRowProps) {
  const artists = joinNames(track.artists);
  const canPlay = hearing === "page" || hearing === "spotify";
  return (
    <Box
      aria-current={isCurrent || undefined}
      component="li"
      data-testid="song"
      sx={{ ...row, ...(isCurrent && current) }}
    >
      <Typography aria-hidden component="span" sx={number}>
        {track.position}
      </Typography>
      {canPlay && (
        <IconButton
          aria-label={`${isPlaying ? "Pause" : "Play"} ${track.title} by ${artists}`}
          color="primary"
          onClick={onPlay}
          sx={{ gridArea: "play", alignSelf: "start", border: 1, borderColor: "divider" }}
        >
          <Icon name={isPlaying ? "pause" : "play"} />
        </IconButton>
      )}
      <Box sx={{ gridArea: "words", minWidth: 0 }}>
        <Box sx={{ display: "flex", alignItems: "baseline", gap: 1 }}>
          <Typography component="h3" sx={{ minWidth: 0 }} variant="h4">
            {track.title}
          </Typography>
          {track.explicit && <Explicit />}
          <Box aria-hidden sx={leader} />
          <Typography
            sx={{ fontVariantNumeric: "tabular-nums", color: "text.secondary", flexShrink: 0 }}
            variant="body2"
          >
            {formatDuration(track.duration_ms)}
          </Typography>
        </Box>
        <Typography>{artists}</Typography>
        <Typography component="div" sx={facts} variant="body2">
          {track.genres.length > 0 && <span>{track.genres.join(", ")}</span>}
          {!isOwn(track) && <PopularityMeter popularity={track.popularity} />}
          {track.spotify_url === null ? (
            <span>{hearing === "page" ? "Your own file" : "A file that is not here any more"}</span>
          ) : (
            <ExternalLink href={track.spotify_url} label={`Open in Spotify: ${track.title}`}>
              Open in Spotify
            </ExternalLink>
          )}
        </Typography>
        {track.reasons.length > 0 && (
          <Typography sx={{ mt: 0.5 }} variant="subtitle2">
            <Box component="span" sx={{ color: "primary.main" }}>
              Why:{" "}
            </Box>
            {track.reasons.join(" ")}
          </Typography>
        )}
        <Box sx={under}>
          {actions}
          {track.score !== null && track.terms.length > 0 && (
            <TermBars score={track.score} terms={track.terms} title={track.title} />
          )}
        </Box>
      </Box>
    </Box>
  );
}

function Explicit() {
  return (
    <Box
      aria-label="Explicit"
      component="span"
      role="img"
      sx={{
        px: 0.6,
        border: 1,
        borderRadius: 0.5,
        typography: "body2",
        fontSize: "0.7rem",
        fontWeight: 700,
        alignSelf: "center",
      }}
      title="Explicit lyrics"
    >
      E
    </Box>
  );
}

const row = {
  display: "grid",
  gridTemplateColumns: { xs: "44px minmax(0, 1fr)", sm: "2.5rem 44px minmax(0, 1fr)" },
  gridTemplateAreas: { xs: '"number words" "play words"', sm: '"number play words"' },
  gridTemplateRows: { xs: "auto 1fr", sm: "auto" },
  columnGap: 2,
  rowGap: 0.5,
  py: 2,
  px: { xs: 0.5, sm: 1 },
  borderBottom: 1,
  borderColor: "divider",
} as const;
const current = {
  bgcolor: "background.paper",
  boxShadow: "inset 4px 0 var(--hq-palette-primary-main)",
} as const;
const number = {
  gridArea: "number",
  typography: "h3",
  color: "primary.main",
  textAlign: { xs: "center", sm: "right" },
} as const;
const leader = {
  flex: 1,
  minWidth: 16,
  borderBottom: "2px dotted",
  borderColor: "divider",
  transform: "translateY(-0.25em)",
} as const;
const facts = {
  display: "flex",
  flexWrap: "wrap",
  columnGap: 2,
  rowGap: 0.25,
  alignItems: "center",
  color: "text.secondary",
} as const;
const under = {
  display: "flex",
  flexWrap: "wrap",
  columnGap: 2,
  alignItems: "start",
  mt: 0.5,
} as const;
