import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { type ReactNode, useEffect, useRef } from "react";

import type { Playlist } from "@/api/generated/model";
import { isOwn } from "@/api/hearing";
import { ownerOf } from "@/api/useSpotify";
import { useMusicSession } from "@/app/session/MusicSession";
import { expressionColour } from "@/components/ui/expression";
import { Movement } from "@/components/ui/Movement";
import { scrollToTop } from "@/components/ui/scrollToTop";
import { ListTitle } from "@/features/lists/ListTitle";
import { ShareControl } from "@/features/lists/ShareControl";
import { SongMap } from "@/features/moodmap/SongMap";
import { OpinionButtons } from "@/features/opinions/OpinionButtons";
import { PlayerPanel } from "@/features/player/PlayerPanel";
import { PlayHere } from "@/features/player/PlayHere";
import { type PlayerSources, usePlayback } from "@/features/player/usePlayback";
import { PlaylistView } from "@/features/playlist/PlaylistView";

interface ProgrammeProps {
  numeral: string;
  playlist: Playlist;
  /** What can be done with the list as a whole. */
  actions: ReactNode;
  /** Whether the list has just come, and takes the focus to its heading. */
  isFresh: boolean;
  onShown?: () => void;
}

/** The songs with their map and the player beside them. */
export function Programme({ numeral, playlist, actions, isFresh, onShown }: ProgrammeProps) {
  const { spotify } = useMusicSession();
  const playback = usePlayback(playlist, spotify.state ?? spotifysOwn);
  const { engine, state, play, playHere } = playback;
  const heading = useRef<HTMLHeadingElement>(null);
  const songs = useRef<HTMLElement>(null);
  const map = useRef<HTMLHeadingElement>(null);
  const { id, tracks } = playlist;
  const allow = () =>
    spotify.connect("play", { kind: "play", playlistId: id, position: state.position ?? 1 });
  const resumed =
    spotify.resumed?.kind === "play" && spotify.resumed.playlistId === id ? spotify.resumed : null;
  const close = () => {
    const played = songs.current?.querySelector<HTMLElement>("[aria-current] button");
    (played ?? heading.current)?.focus({ preventScroll: true });
    playback.close();
  };
  const owner = ownerOf(spotify.state);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log-out, or another log-in, is the occasion
  useEffect(() => {
    if (engine?.kind === "sdk") {
      playback.close();
    }
  }, [owner]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list is the occasion
  useEffect(() => {
    if (isFresh && heading.current !== null) {
      heading.current.focus({ preventScroll: true });
      scrollToTop(heading.current);
      onShown?.();
    }
  }, [id, isFresh]);

  return (
    <Movement
      direction={`${tracks.length} songs`}
      headingRef={heading}
      numeral={numeral}
      title="Your programme"
    >
      <Box sx={{ display: "grid", gap: 2, mb: 3 }}>
        <ListTitle id={id} key={id} name={playlist.name} />
        <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
          {actions}
          {engine?.kind !== "sdk" && !tracks.some(isOwn) && (
            <PlayHere
              isLeaving={spotify.isLeaving}
              isResumed={resumed !== null}
              onConnect={allow}
              onPlay={() => {
                spotify.takeUp();
                playHere(resumed?.position);
              }}
              spotify={spotify.state}
            />
          )}
        </Box>
        <ShareControl
          id={id}
          key={`share-${id}`}
          shareUrl={playlist.share_url}
          shared={playlist.shared}
        />
      </Box>
      <Link component="button" onClick={() => lookAt(map.current)} sx={toMap} type="button">
        To the mood map, below the songs
      </Link>
      <Box sx={columns}>
        <Box ref={songs} sx={{ minWidth: 0, ...(engine !== null && abovePlayer) }}>
          <PlaylistView
            isPlaying={state.isPlaying === true}
            onPlay={play}
            playing={state.position}
            playlist={playlist}
            songActions={({ track_id, title, opinion }) => (
              <OpinionButtons opinion={opinion} title={title} trackId={track_id} />
            )}
          />
        </Box>
        <Box sx={beside}>
          <Box sx={{ minWidth: 0 }}>
            <Typography
              component="h3"
              ref={map}
              sx={{ mb: 1, scrollMarginTop: 16, "&:focus-visible": { outline: "none" } }}
              tabIndex={-1}
              variant="h3"
            >
              Mood map
            </Typography>
            <SongMap
              colour={expressionColour(playlist.emotion)}
              leads={playlist.mode === "shift"}
              path={playlist.path}
              songs={tracks.map(({ mood }) => mood)}
            />
          </Box>
          <Box sx={{ minWidth: 0, ...(engine !== null && player) }}>
            <PlayerPanel onClose={close} onConnect={allow} playback={playback} tracks={tracks} />
          </Box>
        </Box>
      </Box>
    </Movement>
  );
}

function lookAt(heading: HTMLHeadingElement | null): void {
  if (heading !== null) {
    heading.focus({ preventScroll: true });
    scrollToTop(heading);
  }
}

/** Before the server has said where Spotify's players come from, and where it does not say it. */
const spotifysOwn: PlayerSources = {
  sdk_url: "https://sdk.scdn.co/spotify-player.js",
  embed_url: "https://open.spotify.com",
};

/** Where the map does not stand beside the songs. */
const toMap = { display: { xs: "block", md: "none" }, minHeight: 44, mb: 1 } as const;
const columns = {
  display: "grid",
  gridTemplateColumns: {
    xs: "minmax(0, 1fr)",
    md: "minmax(0, 1fr) 320px",
    xl: "minmax(0, 1fr) 380px",
  },
  gap: { xs: 3, md: 5 },
} as const;
/** On wide pages a column as long as the songs, at whose top the player stays in sight. */
const beside = {
  display: { xs: "contents", md: "flex" },
  flexDirection: "column",
  gap: 5,
  minWidth: 0,
} as const;
/** What takes the focus scrolls to where the player below does not cover it. */
const abovePlayer = {
  "& :is(a, button, summary)": { scrollMarginBottom: { xs: "60vh", md: 0 } },
} as const;
const player = {
  position: "sticky",
  top: { md: 40 },
  order: { md: -1 },
  bottom: { xs: 0, md: "auto" },
  maxHeight: { xs: "60vh", md: "none" },
  overflowY: { xs: "auto", md: "visible" },
  zIndex: 2,
  mx: { xs: -2, sm: 0 },
  p: { xs: 1, md: 2 },
  border: 1,
  borderColor: "divider",
  bgcolor: "background.paper",
} as const;
