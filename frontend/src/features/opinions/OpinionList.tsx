import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useRef, useState } from "react";

import type { Opinion } from "@/api/generated/model";
import { useOpinion, useOpinionReset } from "@/api/useOpinions";
import { Announcer } from "@/components/ui/Announcer";
import { Confirmation } from "@/components/ui/Confirmation";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { Icon } from "@/components/ui/Icon";
import { Notice } from "@/components/ui/Notice";
import { ruledList, ruledRow } from "@/components/ui/rows";
import { opinionWords } from "./opinion";

const names = new Intl.ListFormat("en");
const day = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

/** All that the visitor said of songs; each can be taken back, and said again. */
export function OpinionList({ opinions }: { opinions: readonly Opinion[] }) {
  const { mutate, error, variables } = useOpinion();
  const reset = useOpinionReset();
  const [takenBack, setTakenBack] = useState<Opinion | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const takeAllBack = () =>
    // The button that was pressed goes with the opinions.
    reset.mutate(undefined, { onSuccess: () => root.current?.focus() });
  const takeBack = (opinion: Opinion) => {
    setTakenBack(opinion);
    mutate({ trackId: opinion.track_id, opinion: null });
  };
  return (
    <Box
      aria-label="Your opinions of songs"
      ref={root}
      role="group"
      sx={{ display: "grid", gap: 2 }}
      tabIndex={-1}
    >
      <Announcer text={reset.isSuccess && opinions.length === 0 ? "All was taken back." : ""} />
      {error !== null && (
        <ErrorNotice error={error} onRetry={() => variables !== undefined && mutate(variables)} />
      )}
      {reset.error !== null && <ErrorNotice error={reset.error} onRetry={takeAllBack} />}
      {error === null && takenBack !== null && (
        <Notice
          actions={
            <Button
              // The button that was pressed has gone with its row.
              autoFocus
              key={takenBack.track_id}
              onClick={() => {
                mutate({ trackId: takenBack.track_id, opinion: takenBack.opinion });
                setTakenBack(null);
              }}
              startIcon={<Icon name="undo" />}
              variant="outlined"
            >
              Undo
            </Button>
          }
          kind="info"
          title={`Taken back: ${opinionWords[takenBack.opinion].label.toLowerCase()}, ${takenBack.title}`}
        />
      )}
      {opinions.length === 0 ? (
        <Typography sx={{ color: "text.secondary" }}>
          None yet. Like, dislike or put off songs in any of your lists; your next lists follow, and
          each song says so.
        </Typography>
      ) : (
        <Box aria-label="Your opinions" component="ul" sx={ruledList}>
          {opinions.map((opinion) => (
            <Row key={opinion.track_id} onTakeBack={() => takeBack(opinion)} opinion={opinion} />
          ))}
        </Box>
      )}
      {opinions.length > 0 && (
        <Box>
          <Button color="error" onClick={() => setIsAsking(true)} variant="outlined">
            Take all back
          </Button>
        </Box>
      )}
      <Confirmation
        action="Take all back"
        isOpen={isAsking}
        onCancel={() => setIsAsking(false)}
        onConfirm={() => {
          setIsAsking(false);
          setTakenBack(null);
          takeAllBack();
        }}
        title="Take back all opinions?"
      >
        Your next lists are made as if you had said nothing of any song. This cannot be undone.
      </Confirmation>
    </Box>
  );
}

function Row({ opinion, onTakeBack }: { opinion: Opinion; onTakeBack: () => void }) {
  const { label, icon } = opinionWords[opinion.opinion];
  return (
    <Box component="li" sx={ruledRow}>
      <Icon name={icon} sx={{ color: "primary.main" }} />
      <Box sx={{ minWidth: 0, flex: 1 }}>
        <Typography>
          <strong>{opinion.title}</strong>{" "}
          <Box component="span" sx={{ color: "text.secondary" }}>
            {names.format(opinion.artists)}
          </Box>
        </Typography>
        <Typography sx={{ color: "text.secondary" }} variant="body2">
          {label}, {day.format(new Date(opinion.created_at))}
        </Typography>
      </Box>
      <Button aria-label={`Take back: ${label}, ${opinion.title}`} onClick={onTakeBack}>
        Take back
      </Button>
    </Box>
  );
}
