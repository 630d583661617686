import Box from "@mui/material/Box";
import Container from "@mui/material/Container";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { NavLink, Outlet, ScrollRestoration } from "react-router";

import { Mark } from "@/components/ui/Mark";
import { About } from "./About";
import { SchemeSwitch } from "./SchemeSwitch";

/** Masthead, page, colophon. */
export function Layout() {
  return (
    <Box sx={{ minHeight: "100vh", display: "flex", flexDirection: "column" }}>
      <Link href="#content" sx={skip}>
        Skip to the content
      </Link>
      <Container component="header" maxWidth="lg" sx={masthead}>
        <Link
          aria-label="Humoresque, home"
          color="inherit"
          component={NavLink}
          sx={{ display: "flex", alignItems: "center", gap: 1.25, mr: "auto", minHeight: 44 }}
          to="/"
          underline="none"
        >
          <Mark />
          <Typography
            component="span"
            sx={{ fontSize: { xs: "1.3rem", sm: "1.6rem" } }}
            variant="h2"
          >
            Humoresque
          </Typography>
        </Link>
        <Box aria-label="Pages" component="nav" sx={{ display: "flex" }}>
          <Link
            component={NavLink}
            end
            sx={{ ...navLink, display: { xs: "none", sm: "flex" } }}
            to="/"
          >
            Home
          </Link>
          <Link component={NavLink} sx={navLink} to="/music">
            <Box component="span" sx={{ display: { sm: "none" } }}>
              Music
            </Box>
            <Box component="span" sx={{ display: { xs: "none", sm: "inline" } }}>
              Music recommendation
            </Box>
          </Link>
        </Box>
        <SchemeSwitch />
      </Container>
      <Container
        component="main"
        id="content"
        maxWidth="lg"
        sx={{ flex: 1, pb: { xs: 6, md: 10 } }}
      >
        <Outlet />
      </Container>
      <About />
      <ScrollRestoration />
    </Box>
  );
}

const masthead = {
  display: "flex",
  alignItems: "center",
  gap: { xs: 0.5, sm: 2 },
  py: { xs: 1, md: 2 },
} as const;
const navLink = {
  alignItems: "center",
  display: "flex",
  minHeight: 44,
  px: 1.25,
  color: "text.primary",
  textDecoration: "none",
  "&:hover": { textDecoration: "underline" },
  "&.active": { textDecoration: "underline", textDecorationThickness: 2, textUnderlineOffset: 6 },
} as const;
const skip = {
  position: "absolute",
  left: -9999,
  p: 1.5,
  bgcolor: "background.paper",
  zIndex: 10,
  "&:focus": { left: 8, top: 8 },
} as const;
