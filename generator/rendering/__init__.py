"""The only importer of Jinja: templates in, trees of clauses out, each with its provenance.

A printed fact is a marker until the result is parsed as XML; then it enters as a text node.
"""

from generator.rendering.fragments import RenderedClause, RenderedLayer
from generator.rendering.renderer import Renderer
from generator.rendering.tracing import Trace

__all__ = ["RenderedClause", "RenderedLayer", "Renderer", "Trace"]
