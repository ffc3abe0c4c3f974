<%@ page contentType="text/html;charset=UTF-8" %>
<!DOCTYPE html>
<title>Books</title>
<h1>Books, ${1 + 1} of them</h1>
