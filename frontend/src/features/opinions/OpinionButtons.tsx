import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { useRef } from "react";

import type { OpinionKind } from "@/api/generated/model";
import { describeProblem } from "@/api/problemWords";
import { useOpinion } from "@/api/useOpinions";
import { Announcer } from "@/components/ui/Announcer";
import { Icon } from "@/components/ui/Icon";
import { opinionKinds, opinionWords } from "./opinion";

interface OpinionButtonsProps {
  trackId: string;
  title: string;
  opinion: OpinionKind | null;
}

/** Like, not now, dislike; what was said stands beside them and can be taken back. */
export function OpinionButtons({ trackId, title, opinion }: OpinionButtonsProps) {
  const { mutate, error, variables, isSuccess } = useOpinion();
  const buttons = useRef<HTMLDivElement>(null);
  const say = (next: OpinionKind | null) => mutate({ trackId, opinion: next });
  const undo = () => {
    // The button that was pressed goes with the opinion; the focus stays beside it.
    buttons.current?.querySelector<HTMLElement>("[aria-pressed=true]")?.focus();
    say(null);
  };
  return (
    <Box aria-label={`Your opinion of ${title}`} ref={buttons} role="group" sx={line}>
      <Announcer text={isSuccess ? announce(title, opinion) : ""} />
      {opinionKinds.map((kind) => {
        const { label, icon } = opinionWords[kind];
        const isSaid = opinion === kind;
        return (
          <Tooltip
            key={kind}
            // Below, it would lie on what was said and on its undo.
            placement="top"
            title={label}
          >
            <IconButton
              aria-label={`${label}: ${title}`}
              aria-pressed={isSaid}
              color={isSaid ? "primary" : "default"}
              onClick={() => say(isSaid ? null : kind)}
              sx={isSaid ? { bgcolor: "action.selected" } : {}}
            >
              <Icon fontSize="small" name={icon} />
            </IconButton>
          </Tooltip>
        );
      })}
      {opinion !== null && (
        <Typography sx={{ color: "text.secondary", ml: 0.5 }} variant="body2">
          {opinionWords[opinion].said}{" "}
          <Button
            aria-label={`Undo: ${opinionWords[opinion].label}, ${title}`}
            onClick={undo}
            size="small"
            startIcon={<Icon name="undo" />}
            sx={{ minHeight: 32, px: 1, ml: 0.5 }}
            variant="outlined"
          >
            Undo
          </Button>
        </Typography>
      )}
      {error !== null && (
        <Typography color="error" role="alert" variant="body2">
          {describeProblem(error).title}; your opinion was not kept.{" "}
          <Button
            onClick={() => variables !== undefined && mutate(variables)}
            size="small"
            sx={{ minHeight: 32, px: 1 }}
          >
            Try again
          </Button>
        </Typography>
      )}
    </Box>
  );
}

function announce(title: string, opinion: OpinionKind | null): string {
  return opinion === null
    ? `${title}: no opinion any more.`
    : `${title}: ${opinionWords[opinion].said}`;
}

const line = {
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  ml: { xs: -1, sm: -1.25 },
} as const;
