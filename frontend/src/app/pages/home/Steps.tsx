import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

const steps = [
  {
    title: "A photo",
    text: "Take one with the web cam, or choose, drop or paste a picture. Without a camera, or without wanting one, you can name your mood by hand.",
  },
  {
    title: "An expression",
    text: "The face is found and read as one of seven expressions, with how probable each is. Where it is unsure, it asks you; where it is wrong, you correct it.",
  },
  {
    title: "Ten songs",
    text: "Say how well known the songs may be and choose up to three genres. Every song comes with the reason why it is there, and plays in Spotify's player.",
  },
];

export function Steps() {
  return (
    <Box
      component="ol"
      sx={{
        listStyle: "none",
        m: 0,
        p: 0,
        display: "grid",
        gridTemplateColumns: { md: "repeat(3, 1fr)" },
        gap: { xs: 3, md: 6 },
      }}
    >
      {steps.map(({ title, text }, index) => (
        <Box component="li" key={title} sx={{ display: "flex", gap: 2 }}>
          <Typography
            aria-hidden
            component="span"
            sx={{ typography: "h1", fontStyle: "italic", color: "primary.main", lineHeight: 0.9 }}
          >
            {index + 1}
          </Typography>
          <Box>
            <Typography sx={{ mb: 0.5 }} variant="h3">
              {title}
            </Typography>
            <Typography sx={{ color: "text.secondary" }}>{text}</Typography>
          </Box>
        </Box>
      ))}
    </Box>
  );
}
