"""Laws, one act a file: clocks, duties, categories and forms, dated. A shelf."""
