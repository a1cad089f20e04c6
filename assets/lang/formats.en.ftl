# What there is to tell about files of other programs: why one is not read, and what of it is not taken or not written.
