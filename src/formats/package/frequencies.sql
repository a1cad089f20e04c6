-- How often each code stands, for each coder who opened a transcript: codings as entered; segments after overlapping passages
-- were merged (touching ones stay apart); transcripts and participants that have one, of all whose transcripts this coder
-- opened; characters in segments. A participant is a case, or a transcript without one in which no speaker is tied to one; a
-- coding counts for the case of the speaker in whose turn it begins, else for the transcript's. Codes that nobody used have
-- a row of zeros in their own study. A study whose package lies here twice is left out, since it would count twice.
WITH once AS (
  SELECT study FROM studies GROUP BY study HAVING count(*) = 1
), passages AS (
  SELECT study, transcript_id, coder_id, code_id, CAST(begins AS BIGINT) AS a, CAST(ends AS BIGINT) AS b FROM codings
), listed AS (
  SELECT c.study, c.code_id, c.path, CAST(c.position AS BIGINT) AS place
  FROM codes c JOIN once o ON o.study = c.study
  LEFT JOIN (SELECT DISTINCT study, parent_id FROM codes) h ON h.study = c.study AND h.parent_id = c.code_id
  LEFT JOIN (SELECT DISTINCT study, code_id FROM codings) u ON u.study = c.study AND u.code_id = c.code_id
  WHERE u.code_id IS NOT NULL OR (c.codable = 'yes' AND c.retired = 'no' AND h.parent_id IS NULL)
