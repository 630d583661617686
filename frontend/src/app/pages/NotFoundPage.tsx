import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { Link } from "react-router";

export function NotFoundPage() {
  return (
    <>
      <title>Not found · Humoresque</title>
      <Typography sx={{ mt: 6, mb: 2 }} variant="h1">
        Not in the programme
      </Typography>
      <Typography sx={{ mb: 3 }} variant="subtitle1">
        There is no page at this address.
      </Typography>
      <Button component={Link} to="/" variant="contained">
        To the first page
      </Button>
    </>
  );
}
