"""Word and Excel files of the fixture plan, to be damaged: their tables as lists of rows of texts."""

import io
from copy import deepcopy

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from pesnet.workplan.layout import LABELS
from pesnet.workplan.writing import docx, xlsx
from tests.workplan.plan_fixture import plan


class WordFile:
    """A Word file of the plan whose rows can be changed; ``tables[0]`` is the framework."""

    def __init__(self, language="en"):
        self.document = Document(io.BytesIO(docx.write(plan(language), LABELS[language])))
        self.tables = self.document.tables

    def content(self):
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def put(self, table, row, column, text):
        self.tables[table].cell(row, column).text = text

    def split_row(self, table, row, texts):
        """Move the end of some cells into a new row below, as a page break does; ``texts`` are by column."""
        above = self.tables[table].rows[row]._tr
        below = deepcopy(above)
        above.addnext(below)
        cells = self.tables[table].rows[row + 1].cells
        for column, cell in enumerate(cells):
            cell.text = texts.get(column, "")
        for column, text in texts.items():
            whole = self.tables[table].cell(row, column).text
            assert whole.endswith(text)
            self.tables[table].cell(row, column).text = whole.removesuffix(text).rstrip()

    def repeat_header(self, table, row):
        rows = self.tables[table].rows
        rows[row]._tr.addnext(deepcopy(rows[0]._tr))

    def split_table(self, table, row):
        """End the table above a row and go on in a new table."""
        whole = self.tables[table]._tbl
        rest = deepcopy(whole)
        for extra in whole.tr_lst[row:]:
            whole.remove(extra)
        for extra in rest.tr_lst[:row]:
            rest.remove(extra)
        whole.addnext(rest)
        whole.addnext(OxmlElement("w:p"))

    def merge_down(self, table, row, column):
        """Merge a cell with the one below it, whose text goes."""
        for at, value in ((row, "restart"), (row + 1, None)):
            merge = OxmlElement("w:vMerge")
            if value:
                merge.set(qn("w:val"), value)
            self.tables[table].cell(at, column)._tc.get_or_add_tcPr().append(merge)
        for text in self.tables[table].rows[row + 1]._tr.tc_lst[column].iter(qn("w:t")):
            text.text = ""

    def move_column(self, table, column, place):
        for row in self.tables[table].rows:
            cells = row._tr.tc_lst
            cells[place].addprevious(cells[column])


def sheet_rows(language="en"):
    """The rows of the Excel file of the plan, as lists of texts."""
    content = xlsx.write(plan(language), LABELS[language])
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def workbook(rows):
    """An Excel file of these rows, without formats or merged cells."""
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str | int | float):
                    sheet.write(at, column, value)
                else:
                    sheet.write_datetime(at, column, value, day)
    return stream.getvalue()
