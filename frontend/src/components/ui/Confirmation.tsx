import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogContentText from "@mui/material/DialogContentText";
import DialogTitle from "@mui/material/DialogTitle";
import { type ReactNode, useId } from "react";

interface ConfirmationProps {
  isOpen: boolean;
  /** The question. */
  title: string;
  /** What follows from a yes. */
  children: ReactNode;
  /** The yes, named after what it does. */
  action: string;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something that cannot be undone; Escape and the first button mean no. */
export function Confirmation(props: ConfirmationProps) {
  const id = useId();
  return (
    <Dialog
      aria-describedby={`${id}-words`}
      aria-labelledby={`${id}-title`}
      onClose={props.onCancel}
      open={props.isOpen}
      transitionDuration={0}
    >
      <DialogTitle id={`${id}-title`}>{props.title}</DialogTitle>
      <DialogContent>
        <DialogContentText id={`${id}-words`}>{props.children}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button autoFocus onClick={props.onCancel}>
          Cancel
        </Button>
        <Button color="error" onClick={props.onConfirm} variant="contained">
          {props.action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
