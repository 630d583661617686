"""A small stateful Spotify on loopback: accounts, Web API, player, faults on request.

It follows Spotify's published pages (Authorization, Web API reference, Web Playback SDK, iFrame
API) and is no part of the product, which it never imports. See docs/spotify-simulator.md.
"""
