import Box from "@mui/material/Box";
import Container from "@mui/material/Container";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { NavLink, Outlet, ScrollRestoration } from "react-router";

import { MusicSessionProvider, useMusicSession } from "@/app/session/MusicSession";
import { Mark } from "@/components/ui/Mark";
import { AccountControl } from "@/features/account/AccountControl";
import { SimulatorBanner } from "@/features/account/SimulatorBanner";
import { About } from "./About";
import { Arrival } from "./Arrival";
import { SchemeSwitch } from "./SchemeSwitch";
import { SpotifyNews } from "./SpotifyNews";

/** Masthead, page, colophon. */
export function Layout() {
  return (
    <MusicSessionProvider>
      <Sheet />
    </MusicSessionProvider>
  );
}

function Sheet() {
  const { spotify } = useMusicSession();
  return (
    <Box sx={{ minHeight: "100vh", display: "flex", flexDirection: "column" }}>
      <Link href="#content" sx={skip}>
        Skip to the content
      </Link>
      <SimulatorBanner state={spotify.state} />
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
        <Box aria-label="Pages" component="nav" sx={pages}>
          <Link
            component={NavLink}
            end
            sx={{ ...navLink, display: { xs: "none", md: "flex" } }}
            to="/"
          >
            Home
          </Link>
          <Link component={NavLink} sx={navLink} to="/music">
            Music
            <Box component="span" sx={{ display: { xs: "none", md: "inline" } }}>
              &nbsp;recommendation
            </Box>
          </Link>
          <Link component={NavLink} sx={navLink} to="/lists">
            Your lists
          </Link>
          <Link component={NavLink} sx={navLink} to="/taste">
            Your taste
          </Link>
        </Box>
        <Box sx={{ display: "flex", gap: 0.5 }}>
          <AccountControl
            isLeaving={spotify.isLeaving}
            isLoggingOut={spotify.isLoggingOut}
            onConnect={() => spotify.connect("log-in")}
            onLogOut={spotify.logOut}
            state={spotify.state}
          />
          <SchemeSwitch />
        </Box>
      </Container>
      <Container
        component="main"
        id="content"
        maxWidth="lg"
        sx={{ flex: 1, pb: { xs: 6, md: 10 }, "&:focus-visible": { outline: "none" } }}
        tabIndex={-1}
      >
        <SpotifyNews />
        <Outlet />
      </Container>
      <About />
      <Arrival />
      <ScrollRestoration />
    </Box>
  );
}

const masthead = {
  display: "flex",
  flexWrap: { xs: "wrap", sm: "nowrap" },
  alignItems: "center",
  columnGap: { xs: 0.5, sm: 2 },
  py: { xs: 1, md: 2 },
} as const;
/** On a phone the pages stand in a line of their own below the name. */
const pages = {
  display: "flex",
  order: { xs: 1, sm: 0 },
  flexBasis: { xs: "100%", sm: "auto" },
  ml: { xs: -1.25, sm: 0 },
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
