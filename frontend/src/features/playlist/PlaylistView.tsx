import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";

import type { Mode, Playlist } from "@/api/generated/model";
import { expressionAdjective, expressionColour } from "@/components/ui/expression";
import { Icon } from "@/components/ui/Icon";
import { Notice } from "@/components/ui/Notice";
import { joinNames } from "./format";
import { SongRow } from "./SongRow";

interface PlaylistViewProps {
  playlist: Playlist;
  /** Position of the song in the player, if any. */
  playing: number | null;
  isPending: boolean;
  onPlay: (position: number) => void;
  onAnother: () => void;
}

const modeWords: Record<Mode, string> = {
  match: "staying with the mood",
  shift: "leading gently on from it",
};

/** The list with its heading, what had to be relaxed, and the songs. */
export function PlaylistView({
  playlist,
  playing,
  isPending,
  onPlay,
  onAnother,
}: PlaylistViewProps) {
  return (
    <Box sx={{ display: "grid", gap: 2.5 }}>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 2, alignItems: "flex-end" }}>
        <Box sx={{ flex: "1 1 18rem", minWidth: 0 }}>
          <Typography component="p" variant="h3">
            {playlist.name}
          </Typography>
          <Typography sx={{ color: "text.secondary" }}>
            For someone{" "}
            <Box component="strong" style={{ color: expressionColour(playlist.emotion) }}>
              {expressionAdjective(playlist.emotion)}
            </Box>
            , {modeWords[playlist.mode]}. Genres: {joinNames(playlist.genres)}; popularity{" "}
            {playlist.popularity.toLowerCase()}, personalization{" "}
            {playlist.personalization.toLowerCase()}.
          </Typography>
        </Box>
        <Button
          loading={isPending}
          onClick={onAnother}
          startIcon={<Icon name="shuffle" />}
          variant="outlined"
        >
          Another list
        </Button>
      </Box>
      {playlist.relaxed.length > 0 && (
        <Notice kind="info" title="Not every wish could be kept">
          <Sentences sentences={playlist.relaxed} />
        </Notice>
      )}
      {playlist.notices.length > 0 && (
        <Notice kind="info" title="Good to know">
          <Sentences sentences={playlist.notices} />
        </Notice>
      )}
      <Box
        aria-label="Recommended songs"
        component="ol"
        sx={{ listStyle: "none", m: 0, p: 0, borderTop: 1, borderColor: "divider" }}
      >
        {playlist.tracks.map((track) => (
          <SongRow
            isCurrent={playing === track.position}
            key={track.track_id}
            onPlay={() => onPlay(track.position)}
            track={track}
          />
        ))}
      </Box>
    </Box>
  );
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return sentences.map((sentence) => <p key={sentence}>{sentence}</p>);
}
