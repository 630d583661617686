import Box from "@mui/material/Box";
import { useEffect, useRef } from "react";

import type { Emotion } from "@/api/generated/model";
import { ListActions } from "@/app/programme/ListActions";
import { Programme } from "@/app/programme/Programme";
import type { usePlaylistSession } from "@/app/session/usePlaylistSession";
import { Announcer } from "@/components/ui/Announcer";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { QuestionPanel } from "@/features/emotion/QuestionPanel";

interface OutcomeProps {
  playlists: ReturnType<typeof usePlaylistSession>;
  /** Asks again with the wishes as they are now. */
  onRecommend: () => void;
  onChoose: (emotion: Emotion) => void;
  onOther: () => void;
  onBlend: () => void;
}

/** What came of the wishes: a question, a failure, a list. */
export function Outcome({ playlists, onRecommend, ...answers }: OutcomeProps) {
  const { playlist, question, error, isPending } = playlists;
  const asked = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (question !== null) {
      asked.current?.focus();
    }
  }, [question]);
  const failure = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that was pressed could not keep the focus while it waited.
    if (error !== null && document.activeElement === document.body) {
      failure.current?.focus();
    }
  }, [error]);
  return (
    <>
      <Announcer text={playlist === null ? "" : `${playlist.tracks.length} songs recommended.`} />
      {error !== null && (
        <Box ref={failure} tabIndex={-1}>
          <ErrorNotice error={error} onRetry={onRecommend} />
        </Box>
      )}
      {playlists.loadError !== null && (
        <ErrorNotice error={playlists.loadError} onRetry={playlists.load} />
      )}
      {question !== null && (
        <Box sx={{ border: 1, borderColor: "divider", bgcolor: "background.paper", p: 2.5 }}>
          <QuestionPanel
            {...answers}
            headingRef={asked}
            onOther={() => {
              playlists.dropQuestion();
              answers.onOther();
            }}
            question={question}
          />
        </Box>
      )}
      {playlist !== null && (
        <Programme
          actions={
            <ListActions
              isPending={isPending}
              list={playlist}
              onAgain={playlists.show}
              onAnother={onRecommend}
            />
          }
          isFresh={playlists.isFresh}
          numeral="IV"
          onShown={playlists.lookAt}
          playlist={playlist}
        />
      )}
    </>
  );
}
