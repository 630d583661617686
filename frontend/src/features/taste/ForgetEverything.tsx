import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useState } from "react";

import { useForgetting } from "@/api/useTaste";
import { Confirmation } from "@/components/ui/Confirmation";
import { ErrorNotice } from "@/components/ui/ErrorNotice";
import { Icon } from "@/components/ui/Icon";
import { Notice } from "@/components/ui/Notice";

/** Deletes all that the server keeps of this visitor, after asking. */
export function ForgetEverything({ onForgotten }: { onForgotten: () => void }) {
  const { mutate, error, isPending, isSuccess } = useForgetting();
  const [isAsking, setIsAsking] = useState(false);
  const forget = () => {
    setIsAsking(false);
    mutate(undefined, { onSuccess: onForgotten });
  };
  return (
    <Box sx={{ display: "grid", gap: 2, maxWidth: 640 }}>
      <Typography>
        Lists, shared links, favourite artists, history and opinions are kept on this server under a
        random number in a cookie, and nowhere else. You can have all of it deleted at once.
      </Typography>
      {error !== null && <ErrorNotice error={error} onRetry={forget} />}
      {isSuccess && (
        <Box role="status">
          <Notice kind="info" title="Everything about you was deleted">
            <p>From here on you are new to this server.</p>
          </Notice>
        </Box>
      )}
      <Box>
        <Button
          color="error"
          loading={isPending}
          onClick={() => setIsAsking(true)}
          startIcon={<Icon name="bin" />}
          variant="outlined"
        >
          Forget everything about me
        </Button>
      </Box>
      <Confirmation
        action="Delete everything"
        isOpen={isAsking}
        onCancel={() => setIsAsking(false)}
        onConfirm={forget}
        title="Delete everything about you?"
      >
        All your lists, shared links, favourite artists, history and opinions go for good.
      </Confirmation>
    </Box>
  );
}
