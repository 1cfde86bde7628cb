"""The executed labs as a static site: pages by nbconvert, contents, search; it needs no server, and asks no other host for anything."""
