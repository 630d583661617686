import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";

import type { PlaylistSummary } from "@/api/generated/model";
import { expressionColour, expressionLabel } from "@/components/ui/expression";
import { Icon } from "@/components/ui/Icon";
import { ruledRow } from "@/components/ui/rows";
import { ExportMenu } from "./ExportMenu";
import { ListTitle } from "./ListTitle";

interface ListRowProps {
  list: PlaylistSummary;
  isPending: boolean;
  onRegenerate: () => void;
  onDelete: () => void;
}

const when = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
const names = new Intl.ListFormat("en");

/** One list of the history: what it is, and what can be done with it. */
export function ListRow({ list, isPending, onRegenerate, onDelete }: ListRowProps) {
  return (
    <Box component="li" data-testid="list" sx={row}>
      <Box sx={{ flex: "1 1 16rem", minWidth: 0 }}>
        <ListTitle id={list.id} name={list.name} to={`/lists/${list.id}`} />
        <Typography sx={{ color: "text.secondary" }} variant="body2">
          {when.format(new Date(list.created_at))} ·{" "}
          <Box component="span" style={{ color: expressionColour(list.emotion) }}>
            {expressionLabel(list.emotion)}
          </Box>
          {list.mode === "shift" && ", leading on"} · {names.format(list.genres)} · {list.songs}{" "}
          songs
        </Typography>
        {list.shared && (
          <Typography sx={sharedMark} variant="body2">
            <Icon name="link" sx={{ fontSize: 16 }} /> Shared by link
          </Typography>
        )}
      </Box>
      <Box sx={tools}>
        <Button
          aria-label={`Same again: ${list.name}`}
          loading={isPending}
          onClick={onRegenerate}
          startIcon={<Icon name="again" />}
          variant="outlined"
        >
          Same again
        </Button>
        <ExportMenu id={list.id} name={list.name} />
        <Button
          aria-label={`Delete ${list.name}`}
          color="error"
          onClick={onDelete}
          startIcon={<Icon name="bin" />}
          variant="outlined"
        >
          Delete
        </Button>
      </Box>
    </Box>
  );
}

const sharedMark = {
  display: "flex",
  width: "fit-content",
  alignItems: "center",
  gap: 0.75,
  mt: 0.5,
  px: 1,
  border: 1,
  borderColor: "divider",
  fontWeight: 600,
} as const;
/** Three in a line on a phone. */
const tools = {
  display: "flex",
  flexWrap: "wrap",
  gap: { xs: 0.5, sm: 1 },
  "& .MuiButton-root": { px: { xs: 1, sm: 2.5 } },
} as const;
const row = { ...ruledRow, flexWrap: "wrap", py: 2 } as const;
