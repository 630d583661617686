import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";

import type { Mode, Playlist, PlaylistTrack } from "@/api/generated/model";
import { hearingOf, isMixed } from "@/api/hearing";
import { destinationLabel } from "@/components/ui/destination";
import { expressionAdjective, expressionColour } from "@/components/ui/expression";
import { Notice } from "@/components/ui/Notice";
import { ruledList } from "@/components/ui/rows";
import { joinNames } from "./format";
import { SeedNote } from "./SeedNote";
import { SongRow } from "./SongRow";

interface PlaylistViewProps {
  playlist: Playlist;
  /** Position of the song in the player, if any. */
  playing: number | null;
  /** Whether it sounds at this moment. */
  isPlaying: boolean;
  onPlay: (position: number) => void;
  /** What one can say of a song. */
  songActions: (track: PlaylistTrack) => ReactNode;
}

/** The engine's name where Spotify was asked for the songs instead of the catalog. */
const spotifyEngine = "spotify";
const modeWords: Record<Mode, string> = {
  match: "staying with the mood",
  shift: "leading on from it",
};

/** What the list is for, what had to be relaxed, what it is based on, and the songs. */
export function PlaylistView({
  playlist,
  playing,
  isPlaying,
  onPlay,
  songActions,
}: PlaylistViewProps) {
  return (
    <Box sx={{ display: "grid", gap: 2.5 }}>
      <Wishes playlist={playlist} />
      <SeedNote seeds={playlist.seeds} />
      {playlist.relaxed.length > 0 && (
        <Notice kind="info" title="Not every wish could be kept">
          <Sentences sentences={playlist.relaxed} />
        </Notice>
      )}
      {isMixed(playlist.tracks) && (
        <Notice kind="info" title="Two kinds of songs">
          <p>
            Your own files play here in the page. The catalog's songs open in Spotify by their
            links: this page never plays the two in one player.
          </p>
        </Notice>
      )}
      <Box aria-label="Recommended songs" component="ol" sx={ruledList}>
        {playlist.tracks.map((track) => (
          <SongRow
            actions={songActions(track)}
            hearing={hearingOf(track, playlist.tracks)}
            isCurrent={playing === track.position}
            isPlaying={isPlaying && playing === track.position}
            key={track.track_id}
            onPlay={() => onPlay(track.position)}
            track={track}
          />
        ))}
      </Box>
    </Box>
  );
}

function Wishes({ playlist }: { playlist: Playlist }) {
  const { emotion, mode, destination, genres, popularity, personalization } = playlist;
  return (
    <Typography sx={{ color: "text.secondary" }}>
      For someone{" "}
      <Box component="strong" style={{ color: expressionColour(emotion) }}>
        {expressionAdjective(emotion)}
      </Box>
      , {modeWords[mode]}
      {destination !== null && ` to ${destinationLabel(destination.name)}`}. Genres:{" "}
      {joinNames(genres)}; {describePopularity(popularity)}, personalization {personalization}
      {!playlist.explicit && ", no explicit songs"}.
      {playlist.engine === spotifyEngine && " Chosen by Spotify's own recommendations."}
    </Typography>
  );
}

function describePopularity(popularity: Playlist["popularity"]): string {
  if (typeof popularity === "number") {
    return `popularity about ${Math.round(popularity)} of 100`;
  }
  return popularity === "any" ? "any popularity" : `popularity ${popularity}`;
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return sentences.map((sentence) => <p key={sentence}>{sentence}</p>);
}
