"""Gap-free numbers per register and year, allotted late, in a short transaction of their own."""
