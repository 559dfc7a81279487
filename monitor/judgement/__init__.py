"""Pure judgement: values in, values out; the judged day is an argument."""
