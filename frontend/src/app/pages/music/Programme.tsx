import Box from "@mui/material/Box";
import { useEffect, useRef } from "react";

import { Announcer } from "@/components/ui/Announcer";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { Movement } from "@/components/ui/Movement";
import { scrollToTop } from "@/components/ui/scrollToTop";
import { PlayerPanel } from "@/features/player/PlayerPanel";
import { PlaylistView } from "@/features/playlist/PlaylistView";
import type { usePlaylistSession } from "./usePlaylistSession";

interface ProgrammeProps {
  session: ReturnType<typeof usePlaylistSession>;
  /** Asks again with the wishes as they are now. */
  onRecommend: () => void;
}

/** The songs with the player beside them; a new list takes the focus to its heading. */
export function Programme({ session, onRecommend }: ProgrammeProps) {
  const { playlist, playing, play, error, isPending } = session;
  const heading = useRef<HTMLHeadingElement>(null);
  const shownId = playlist?.id;
  useEffect(() => {
    if (shownId !== undefined && heading.current !== null) {
      heading.current.focus({ preventScroll: true });
      scrollToTop(heading.current);
    }
  }, [shownId]);

  return (
    <>
      <Announcer text={playlist === null ? "" : `${playlist.tracks.length} songs recommended.`} />
      {error !== null && <ErrorNotice error={error} onRetry={onRecommend} />}
      {playlist !== null && (
        <Movement
          direction={`${playlist.tracks.length} songs`}
          headingRef={heading}
          numeral="IV"
          title="Your programme"
        >
          <Box sx={columns}>
            <PlaylistView
              isPending={isPending}
              onAnother={onRecommend}
              onPlay={play}
              playing={playing}
              playlist={playlist}
            />
            <Box sx={playing === null ? {} : player}>
              <PlayerPanel
                onClose={() => play(null)}
                onMove={play}
                position={playing}
                tracks={playlist.tracks}
              />
            </Box>
          </Box>
        </Movement>
      )}
    </>
  );
}

const columns = {
  display: "grid",
  gridTemplateColumns: {
    xs: "minmax(0, 1fr)",
    md: "minmax(0, 1fr) 320px",
    xl: "minmax(0, 1fr) 380px",
  },
  gap: { xs: 2, md: 5 },
  alignItems: "start",
} as const;
const player = {
  position: "sticky",
  top: { md: 16 },
  bottom: { xs: 0, md: "auto" },
  zIndex: 2,
  mx: { xs: -2, sm: 0 },
  p: { xs: 1, md: 2 },
  border: 1,
  borderColor: "divider",
  bgcolor: "background.paper",
} as const;
