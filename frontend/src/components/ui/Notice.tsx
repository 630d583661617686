import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";

import { Icon } from "./Icon";

interface NoticeProps {
  kind: "info" | "problem";
  title: string;
  children?: ReactNode;
  /** Buttons that help on. */
  actions?: ReactNode;
  onClose?: () => void;
}

/** A boxed remark in the margin's style. Problems are announced at once. */
export function Notice({ kind, title, children, actions, onClose }: NoticeProps) {
  const isProblem = kind === "problem";
  return (
    <Box
      role={isProblem ? "alert" : "note"}
      sx={{
        display: "flex",
        gap: 1.5,
        p: 2,
        border: 1,
        borderLeft: 4,
        borderColor: "divider",
        borderLeftColor: isProblem ? "error.main" : "info.main",
        bgcolor: "background.paper",
      }}
    >
      <Icon
        name={isProblem ? "warning" : "info"}
        sx={{ color: isProblem ? "error.main" : "info.main", mt: 0.25 }}
      />
      <Box sx={{ minWidth: 0, flex: 1, overflowWrap: "anywhere" }}>
        <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
        {Boolean(children) && (
          <Box sx={{ typography: "body2", color: "text.secondary", "& p": { my: 0.5 } }}>
            {children}
          </Box>
        )}
        {Boolean(actions) && <Box sx={buttons}>{actions}</Box>}
      </Box>
      {onClose !== undefined && (
        <IconButton
          aria-label={`Close: ${title}`}
          onClick={onClose}
          sx={{ alignSelf: "start", m: -1.25 }}
          title="Close"
        >
          <Icon fontSize="small" name="close" />
        </IconButton>
      )}
    </Box>
  );
}

const buttons = {
  display: "flex",
  flexWrap: "wrap",
  gap: 1,
  mt: 1.5,
  "&:empty": { display: "none" },
} as const;
