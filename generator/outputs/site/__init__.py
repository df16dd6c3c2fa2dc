"""The site for visitors: pages, search, header files and what stands beside them."""
