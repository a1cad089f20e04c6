"""Brings a .qdpx into an empty QualCoder project by QualCoder's own importer, with nothing in the place of its windows, and
prints how much of each kind is there and how many codings have the words that stand at their place.

    python3 qualcoder_import.py SRC DATABASE_OF_A_PROJECT FILE.qdpx FOLDER

SRC is the folder `src` of QualCoder's source; the database only lends its tables."""

import builtins
import importlib
import json
import os
import sqlite3
import sys
import types

src, tables, file, folder = sys.argv[1:]
builtins._ = lambda words: words


class Nothing:
    """Takes any call and answers with itself."""

    def __init__(self, *_, **__):
        pass

    def __call__(self, *_, **__):
        return Nothing()

    def __getattr__(self, name):
        return Nothing()


def module(name, **members):
    made = types.ModuleType(name)
    made.__path__ = []
    made.__getattr__ = lambda member: type(member, (Nothing,), {})
    for member, value in members.items():
        setattr(made, member, value)
    sys.modules[name] = made
    return made


class Dialogs(Nothing):
    class Option:
        DontUseNativeDialog = 1

    @staticmethod
    def getOpenFileName(*_, **__):
        return (os.path.abspath(file), True)


class Base:
    pass


class Application(Nothing):
    @staticmethod
    def processEvents():
        pass


qt = module("PyQt6")
qt.QtGui = module("PyQt6.QtGui")
qt.QtCore = module("PyQt6.QtCore", Qt=Nothing())
qt.QtWidgets = module("PyQt6.QtWidgets", QFileDialog=Dialogs, QDialog=Base, QApplication=Application)
package = types.ModuleType("qualcoder")
package.__path__ = [os.path.join(src, "qualcoder")]
sys.modules["qualcoder"] = package
module("qualcoder.helpers", Message=Nothing)
module("qualcoder.GUI")
for name in ("ui_dialog_refi_export_endings", "ui_dialog_colour_selector"):
    module("qualcoder.GUI." + name)
refi = importlib.import_module("qualcoder.refi")

os.makedirs(os.path.join(folder, "documents"))
project = sqlite3.connect(os.path.join(folder, "data.qda"))
lent = sqlite3.connect(tables)
for (sql,) in lent.execute("select sql from sqlite_master where sql is not null and name not like 'sqlite_%'"):
    project.execute(sql)
project.execute("insert into project (databaseversion, date, memo, about) values ('v17', '2026-01-01', '', '')")
project.commit()


class App:
    conn = project
    project_path = folder
    settings = {"codername": "me", "directory": folder, "ai_enable": "False"}
    ai_models = []

    def write_config_ini(self, *_):
        pass


class Log:
    def append(self, words):
        print(words, file=sys.stderr)


refi.RefiImport(App(), Log(), "qdpx")
project.commit()
counts = {
    table: project.execute(f"select count(*) from {table}").fetchone()[0]
    for table in ("source", "code_name", "code_text", "cases")
}
places = project.execute(
    "select seltext, pos0, pos1, fulltext from code_text join source on source.id = code_text.fid"
)
counts["in_place"] = sum(text[start:end] == words for words, start, end, text in places)
print("counts " + json.dumps(counts))
