import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";

import type { PlaylistSummary } from "@/api/generated/model";
import { expressionColour, expressionLabel } from "@/components/ui/expression";
import { Icon } from "@/components/ui/Icon";
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
          songs{list.shared && " · shared by link"}
        </Typography>
      </Box>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
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

const row = {
  display: "flex",
  flexWrap: "wrap",
  gap: 1.5,
  alignItems: "center",
  py: 2,
  borderBottom: 1,
  borderColor: "divider",
} as const;
