"""What a browser keeps and asks for on a shop's pages, compared with what cookies.yml declares."""
