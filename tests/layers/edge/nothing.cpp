// A source, because a library needs one; it is never compiled.
